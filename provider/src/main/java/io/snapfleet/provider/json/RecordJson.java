package io.snapfleet.provider.json;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON of records. Jackson calls a record's constructor through method handles, for which the JVM
 * generates classes anew in every process; that took a tenth of a short command's processor time.
 */
public final class RecordJson {
  private RecordJson() {}

  /** A mapper's builder that makes records by plain reflection, and is Jackson's own otherwise. */
  public static JsonMapper.Builder builder() {
    return JsonMapper.builder().addModule(new Module());
  }

  private static final class Module extends SimpleModule {
    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.addValueInstantiators(new RecordInstantiator.ForRecords());
    }
  }
}
