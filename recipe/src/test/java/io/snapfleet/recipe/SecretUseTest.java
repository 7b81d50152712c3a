package io.snapfleet.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretUseTest {
  @Test
  void argumentIsVisible() {
    assertThat(SecretUse.visible("mariadb -p\"${SECRET_PASSWORD}\" <<SQL\nSELECT 1\nSQL\n"))
        .hasSize(1);
  }

  @Test
  void argumentOnAContinuedLineIsVisible() {
    assertThat(SecretUse.visible("curl \\\n  --user admin:$SECRET_PASSWORD\n")).hasSize(1);
  }

  @Test
  void exportedVariableIsVisible() {
    assertThat(SecretUse.visible("export PASSWORD=$SECRET_PASSWORD\n")).hasSize(1);
  }

  @Test
  void hereDocumentIsNot() {
    assertThat(SecretUse.visible("cat >file <<TEXT\n$SECRET_PASSWORD\nTEXT\n")).isEmpty();
  }

  @Test
  void printfOfTheShellIsNot() {
    assertThat(SecretUse.visible("printf '%s' \"$SECRET_PASSWORD\" | php x.php\n")).isEmpty();
  }
}
