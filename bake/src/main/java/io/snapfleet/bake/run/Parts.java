package io.snapfleet.bake.run;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.template.Build;
import java.util.List;

/** Makes the parts of builds from their settings. Safe for use by several threads. */
public interface Parts {
  /** Why a build cannot be run with these parts, a clause for each reason; empty where it can. */
  List<String> refusals(Build build);

  /** Told before the first build of a run begins. */
  default void begin() {}

  Builder builder(Settings settings, BuildSite site);

  /**
   * Where all that a build says is kept.
   *
   * @param build its name, secrets masked
   * @param remarks told where it cannot be
   */
  default BuildLog log(String build, Remarks remarks) {
    return BuildLog.NONE;
  }

  Provisioner provisioner(Settings settings, BuildSite site);

  PostProcessor postProcessor(Settings settings, BuildSite site);
}
