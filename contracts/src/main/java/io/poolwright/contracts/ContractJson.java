package io.poolwright.contracts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The one way in which Poolwright's records become JSON and come back.
 *
 * <ul>
 *   <li>Times are RFC 3339 texts, spans ISO 8601 texts, ids plain texts.
 *   <li>A {@link Secret} is written as {@code "***"}: a record dumped by accident shows none.
 *   <li>Unknown properties are ignored, so that an old reader understands a newer writer.
 *   <li>A record component that is not {@code @Nullable} must be there; a missing one is an error
 *       that names it.
 *   <li>Numbers in a tree stay as they were written.
 * </ul>
 */
public final class ContractJson {
  private ContractJson() {}

  /** A new mapper, to be kept: it is costly to make, and safe to share once made. */
  public static JsonMapper newMapper() {
    return mapper(Secret::toString);
  }

  /** For the one place where secrets are meant to travel: a request on its way to the queue. */
  static JsonMapper revealingMapper() {
    return mapper(Secret::reveal);
  }

  private static JsonMapper mapper(TextForm.Writer<Secret> secrets) {
    SimpleModule module = new SimpleModule("poolwright-contracts");
    register(module, TextForm.of(Instant.class, Instant::toString, ContractJson::instant));
    register(module, TextForm.of(Duration.class, Duration::toString, Duration::parse));
    register(module, TextForm.of(JobId.class, JobId::value, JobId::new));
    register(module, TextForm.of(Secret.class, secrets, Secret::new));
    register(module, TextForm.of(SecretId.class, SecretId::value, SecretId::new));
    return JsonMapper.builder()
        .addModule(module)
        .annotationIntrospector(
            new AnnotationIntrospectorPair(
                new NullMarkedRecords(), new JacksonAnnotationIntrospector()))
        // "isFinal()" says something about an event, it is no part of it.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static <T> void register(SimpleModule module, TextForm<T> form) {
    module.addSerializer(form.type(), form.serializer());
    module.addDeserializer(form.type(), form.deserializer());
  }
}
