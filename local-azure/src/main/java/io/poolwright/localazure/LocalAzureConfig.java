package io.poolwright.localazure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The YAML file, one section per service: {@code serviceBus}, {@code storage}, {@code arm}, {@code
 * keyVault}. What a section may hold is said by the record it is bound to.
 */
record LocalAzureConfig(ObjectNode sections) {

  private static final ObjectMapper YAML = new YAMLMapper().registerModule(durations());
  private static final String DEFAULT = "/local-azure.yaml";

  /**
   * Reads a file, or the one in this jar.
   *
   * @param ports replace the ports of the sections that they are named after
   */
  static LocalAzureConfig read(@Nullable Path file, Map<String, Integer> ports) throws IOException {
    try (InputStream yaml = open(file)) {
      if (!(YAML.readTree(yaml) instanceof ObjectNode sections)) {
        throw new IOException(
            "the configuration is no YAML object; give sections serviceBus, storage and arm");
      }
      ports.forEach((section, port) -> sections.withObjectProperty(section).put("port", port));
      return new LocalAzureConfig(sections);
    } catch (JsonProcessingException e) {
      throw new IOException("the configuration is no YAML: " + e.getOriginalMessage(), e);
    }
  }

  /** Sets a path that the configuration leaves open. */
  void preset(String section, String field, Path path) {
    ObjectNode fields = sections.withObjectProperty(section);
    if (!fields.has(field)) {
      fields.put(field, path.toString());
    }
  }

  JsonNode section(String name) {
    return sections.path(name);
  }

  /**
   * Binds a section to a record.
   *
   * @throws IOException naming the first field that is unknown, or that the record refuses
   */
  <T> T section(String name, Class<T> type) throws IOException {
    JsonNode section = section(name);
    if (section.isMissingNode()) {
      throw new IOException("the configuration has no section " + name + "; see " + DEFAULT);
    }
    try {
      return YAML.treeToValue(section, type);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause();
      String why = cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
      throw new IOException("section " + name + " of the configuration: " + why, e);
    }
  }

  /** Spans are ISO 8601 texts. */
  private static SimpleModule durations() {
    return new SimpleModule()
        .addDeserializer(
            Duration.class,
            new FromStringDeserializer<Duration>(Duration.class) {
              private static final long serialVersionUID = 1;

              @Override
              protected Duration _deserialize(String text, DeserializationContext context) {
                return Duration.parse(text);
              }
            });
  }

  private static InputStream open(@Nullable Path file) throws IOException {
    if (file != null) {
      if (!Files.isReadable(file)) {
        throw new FileNotFoundException("--config: there is no file " + file + " to read");
      }
      return Files.newInputStream(file);
    }
    InputStream builtIn = LocalAzureConfig.class.getResourceAsStream(DEFAULT);
    if (builtIn == null) {
      throw new FileNotFoundException(DEFAULT + " is missing in this jar; build it again");
    }
    return builtIn;
  }
}
