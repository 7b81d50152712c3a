package io.snapfleet.provider.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;

class RecordJsonTest {
  private static final JsonMapper JSON = RecordJson.builder().build();

  enum Tier {
    WEB
  }

  record Port(int number, boolean open) {
    Port {
      if (number < 0) {
        throw new IllegalArgumentException("a port is not negative");
      }
    }
  }

  private record Machine(String name, @Nullable Port port, Map<Tier, List<Port>> tiers) {}

  /** No record: it is made as Jackson makes it. */
  static final class Plain {
    public String name = "";
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Machine machine =
        new Machine("web-1", new Port(80, true), Map.of(Tier.WEB, List.of(new Port(443, false))));

    assertThat(JSON.readValue(JSON.writeValueAsString(machine), Machine.class)).isEqualTo(machine);
  }

  @Test
  void whatIsMissingIsNullAndPrimitivesAreZero() {
    Machine machine = JSON.readValue("{\"name\": \"web-1\", \"tiers\": {}}", Machine.class);
    Port port = JSON.readValue("{\"open\": true}", Port.class);

    assertThat(machine).isEqualTo(new Machine("web-1", null, Map.of()));
    assertThat(port).isEqualTo(new Port(0, true));
  }

  @Test
  void aRecordsOwnRefusalIsToldAsJacksonTellsIt() {
    assertThatThrownBy(() -> JSON.readValue("{\"number\": -1}", Port.class))
        .isInstanceOf(DatabindException.class)
        .hasMessageContaining("a port is not negative")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void classesAreMadeByJackson() {
    assertThat(JSON.readValue("{\"name\": \"plain\"}", Plain.class).name).isEqualTo("plain");
  }

  @Test
  void recordsAreMadeWithoutMethodHandles() {
    assertThat(instantiatorOf(Machine.class)).isInstanceOf(RecordInstantiator.class);
    assertThat(instantiatorOf(Plain.class)).isNotInstanceOf(RecordInstantiator.class);
  }

  private static ValueInstantiator instantiatorOf(Class<?> type) {
    BeanDeserializerBase made =
        (BeanDeserializerBase)
            JSON._deserializationContext().findRootValueDeserializer(JSON.constructType(type));
    return made.getValueInstantiator();
  }
}
