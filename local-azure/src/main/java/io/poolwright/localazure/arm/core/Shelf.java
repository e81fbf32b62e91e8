package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stored resources of one type, by id without regard to letter case, in the order of their ids.
 * Not thread-safe: {@link Routes} lets one request in at a time.
 */
public final class Shelf<T> {
  private final String name;
  private final State state;
  private final TreeMap<String, T> resources = new TreeMap<>();

  public Shelf(String name, Class<T> type, State state) {
    this.name = name;
    this.state = state;
    for (Map.Entry<String, JsonNode> stored : state.shelf(name).properties()) {
      resources.put(stored.getKey(), read(stored.getValue(), type));
    }
  }

  public Optional<T> get(ResourceId id) {
    return Optional.ofNullable(resources.get(id.key()));
  }

  public void put(ResourceId id, T resource) {
    resources.put(id.key(), resource);
    state.put(name, id.key(), resource);
  }

  public void remove(ResourceId id) {
    if (resources.remove(id.key()) != null) {
      state.remove(name, id.key());
    }
  }

  public List<T> all() {
    return List.copyOf(resources.values());
  }

  /** What lies below an id, at any depth. */
  public List<T> under(ResourceId scope) {
    String prefix = scope.key() + "/";
    return List.copyOf(resources.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  private T read(JsonNode stored, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the stored ARM state of " + name + " cannot be read; delete it to start afresh", e);
    }
  }
}
