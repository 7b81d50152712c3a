package io.snapfleet.digitalocean;

import java.time.Clock;

/** What all parts of the provider work with. */
record Cloud(
    Api api,
    DigitalOceanSettings settings,
    Timing timing,
    Clock clock,
    Pause pause,
    Droplets droplets,
    Catalogue catalogue,
    LoginKeys keys,
    CloudTags tags,
    Actions actions) {

  static Cloud of(Api api, DigitalOceanSettings settings, Timing timing, Clock clock, Pause pause) {
    return new Cloud(
        api,
        settings,
        timing,
        clock,
        pause,
        new Droplets(api, clock, pause, timing),
        new Catalogue(api, settings, clock),
        new LoginKeys(api),
        new CloudTags(api),
        new Actions(api, clock, pause, timing));
  }

  String region() {
    return settings.region();
  }
}
