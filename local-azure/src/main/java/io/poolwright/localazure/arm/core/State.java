package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the stored facts live: in memory, and if a directory is given also in {@code
 * arm-state.json} there, written through at each change (a new file, then an atomic rename), so
 * that a restart finds what was acknowledged.
 */
public final class State {
  private static final String FILE = "arm-state.json";

  private final @Nullable Path file;
  private final ObjectNode all;

  private State(@Nullable Path file, ObjectNode all) {
    this.file = file;
    this.all = all;
  }

  public static State inMemory() {
    return new State(null, Json.object());
  }

  /** Opens the state kept in a directory, which is made if need be. */
  public static State in(Path directory) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(FILE);
      if (!Files.exists(file)) {
        return new State(file, Json.object());
      }
      if (Json.MAPPER.readTree(file.toFile()) instanceof ObjectNode stored) {
        return new State(file, stored);
      }
      throw new IOException(file + " does not hold a JSON object; delete it to start afresh");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the ARM state in " + directory, e);
    }
  }

  /** True when nothing was stored before: the declared resources are still to be put in. */
  public boolean isNew() {
    return all.isEmpty();
  }

  ObjectNode shelf(String name) {
    return all.withObjectProperty(name);
  }

  /** Stores a value; it is turned into JSON only where there is a file to keep it in. */
  void put(String shelf, String key, Object value) {
    if (file != null) {
      shelf(shelf).set(key, Json.MAPPER.valueToTree(value));
      write(file);
    }
  }

  void remove(String shelf, String key) {
    if (file != null) {
      shelf(shelf).remove(key);
      write(file);
    }
  }

  private void write(Path file) {
    Path next = file.resolveSibling(FILE + ".next");
    try {
      Json.MAPPER.writeValue(next.toFile(), all);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ARM state to " + file, e);
    }
  }
}
