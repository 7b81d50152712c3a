package io.snapfleet.cli.command;

import io.snapfleet.fleet.model.BackupPeriod;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a period by the name it has in files and output. */
final class PeriodConverter implements ITypeConverter<BackupPeriod> {
  @Override
  public BackupPeriod convert(String text) {
    return BackupPeriod.of(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no period; name one of: %s"
                        .formatted(
                            text,
                            Arrays.stream(BackupPeriod.values())
                                .map(BackupPeriod::text)
                                .collect(Collectors.joining(", ")))));
  }
}
