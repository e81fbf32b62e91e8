package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a request says of other nodes that will do. */
final class FallbackReader {
  private static final String NAME = "fallbacks";
  private static final int MOST = 10;
  private static final Text VM_SIZE = new Text("a VM size such as \"Standard_D2s_v5\"", false);

  private FallbackReader() {}

  /**
   * The fallbacks, in their order.
   *
   * @param properties of the pool, if there are any
   */
  static List<PoolFallback> read(Fields pool, @Nullable Fields properties) {
    JsonNode given = pool.value(NAME);
    if (given == null) {
      return List.of();
    }
    Place at = pool.at(NAME);
    if (!(given instanceof ArrayNode array)) {
      at.refuse("it is " + JsonReader.kind(given), "make it an array of objects");
      return List.of();
    }
    if (array.size() > MOST) {
      at.refuse("there are " + array.size(), "give at most " + MOST);
      return List.of();
    }
    boolean isFixed =
        properties != null && !properties.object().at("/scaleSettings/autoScale").isObject();
    var fallbacks = new ArrayList<PoolFallback>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ObjectNode one) {
        fallbacks.add(read(new Fields(one, at.element(i)), isFixed));
      } else {
        at.element(i).refuse("it is " + JsonReader.kind(array.get(i)), "make it an object");
      }
    }
    return fallbacks;
  }

  private static PoolFallback read(Fields fields, boolean isFixed) {
    String vmSize = fields.text("vmSize", VM_SIZE, null);
    boolean lowPriority = fields.flag("lowPriority");
    fields.refuseUnknown();
    if (fields.object().isEmpty()) {
      fields.place().refuse("it changes nothing", "give \"vmSize\", \"lowPriority\" or both");
    }
    if (lowPriority && !isFixed) {
      fields
          .at("lowPriority")
          .refuse(
              "a formula says how many nodes there are of which kind",
              "leave it out, or give \"fixedScale\"");
    }
    return new PoolFallback(vmSize, lowPriority);
  }
}
