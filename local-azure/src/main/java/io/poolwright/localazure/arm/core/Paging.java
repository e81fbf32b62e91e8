package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists in ARM's form, {@code {"value":[…],"nextLink":…}}; the link is absolute, or absent. */
public final class Paging {
  private static final String OFFSET = "$skiptoken";

  private Paging() {}

  public static ArmResponse whole(List<ObjectNode> items) {
    return ArmResponse.ok(Json.object("value", Json.array(items)));
  }

  /**
   * One page of a list.
   *
   * @param size the most items to return
   */
  public static ArmResponse page(ArmRequest request, List<ObjectNode> items, int size) {
    int from = Math.min(items.size(), request.query(OFFSET).map(Paging::offset).orElse(0));
    int to = Math.min(items.size(), from + size);
    ArrayNode value = Json.array(items.subList(from, to));
    StringBuilder next = new StringBuilder(request.id().text()).append("?$skiptoken=").append(to);
    request.query("maxresults").ifPresent(most -> next.append("&maxresults=").append(most));
    return ArmResponse.ok(
        Json.object(
            "value", value, "nextLink", to < items.size() ? request.link(next.toString()) : null));
  }

  private static int offset(String token) {
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw ArmException.of(
          400, "InvalidQueryParameterValue", "The $skipToken '" + token + "' is not one of ours.");
    }
  }
}
