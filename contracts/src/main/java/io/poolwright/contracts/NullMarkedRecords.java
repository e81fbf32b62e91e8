package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Makes Jackson keep the promise of a {@link NullMarked} package: the components of its records are
 * not null unless they are {@link Nullable}, also when they come from JSON.
 */
final class NullMarkedRecords extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return mustBeThere(member) ? Boolean.TRUE : null;
  }

  /** What is left out when it is false or empty is so when it is not there. */
  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    if (isLeftOut(annotated)) {
      return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }
    return mustBeThere(annotated)
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : JsonSetter.Value.empty();
  }

  private static boolean mustBeThere(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Executable constructor
        && constructor.getDeclaringClass().isRecord()
        && !isLeftOut(annotated)
        && constructor.getDeclaringClass().getPackage().isAnnotationPresent(NullMarked.class)
        && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
            Nullable.class);
  }

  private static boolean isLeftOut(Annotated annotated) {
    JsonInclude include = annotated.getAnnotation(JsonInclude.class);
    return include != null
        && (include.value() == JsonInclude.Include.NON_DEFAULT
            || include.value() == JsonInclude.Include.NON_EMPTY);
  }
}
