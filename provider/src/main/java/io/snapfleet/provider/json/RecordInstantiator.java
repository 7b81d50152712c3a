package io.snapfleet.provider.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/** Makes a record by calling its constructor reflectively. */
final class RecordInstantiator extends StdValueInstantiator {
  private final Constructor<?> constructor;

  private RecordInstantiator(StdValueInstantiator jacksons, Constructor<?> constructor) {
    super(jacksons);
    this.constructor = constructor;
  }

  /** Has records made so, and everything else as Jackson does. */
  static final class ForRecords extends ValueInstantiators.Base {
    @Override
    public ValueInstantiator modifyValueInstantiator(
        DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator jacksons) {
      return type.getBeanClass().isRecord()
              && jacksons instanceof StdValueInstantiator standard
              && standard.getWithArgsCreator() instanceof AnnotatedConstructor creator
          ? new RecordInstantiator(standard, creator.getAnnotated())
          : jacksons;
    }
  }

  @Override
  public Object createFromObjectWith(DeserializationContext context, Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw rewrapCtorProblem(context, refused.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException impossible) {
      throw rewrapCtorProblem(context, impossible);
    }
  }
}
