package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupWriter;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.ScriptResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The database as the recipe's dump script writes it. */
record DatabaseDump(MachineScripts scripts, FleetMachine source) implements BackupWriter.Dump {
  @Override
  public String machine() {
    return source.name();
  }

  @Override
  public Map<String, Long> writeTo(OutputStream out) {
    ScriptResult result =
        scripts.pipe(source, Stage.DUMP, Map.of(), InputStream.nullInputStream(), out);
    if (!result.succeeded()) {
      String said = result.lastLine();
      throw new BackupWriter.DumpException(
          "dump failed on %s with status %d%s"
              .formatted(source.name(), result.exitStatus(), said.isEmpty() ? "" : ": " + said));
    }
    return RowCounts.read(result.output()).tables();
  }
}
