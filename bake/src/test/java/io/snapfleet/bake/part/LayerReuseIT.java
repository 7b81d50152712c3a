package io.snapfleet.bake.part;

import java.util.Map;

/** With the engine that is found here. */
class LayerReuseIT extends LayerReuseContract {
  @Override
  Map<String, String> environment() {
    return System.getenv();
  }
}
