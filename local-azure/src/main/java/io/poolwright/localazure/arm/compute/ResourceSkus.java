package io.poolwright.localazure.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.VmSize;
import io.poolwright.localazure.arm.core.VmSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of resource SKUs: one per size and region, restricted where it is not offered. */
final class ResourceSkus {
  private static final Pattern FILTER =
      Pattern.compile("\\s*location\\s+eq\\s+'([^']*)'\\s*", Pattern.CASE_INSENSITIVE);

  private final VmSizes sizes;
  private final List<String> locations;

  ResourceSkus(VmSizes sizes, List<String> locations) {
    this.sizes = sizes;
    this.locations = locations;
  }

  void serve(Routes routes) {
    routes.add("GET", ComputeProvider.SUBSCRIPTION + "/skus", this::list);
  }

  private ArmResponse list(ArmRequest request) {
    List<String> wanted = request.query("$filter").map(ResourceSkus::location).orElse(locations);
    List<ObjectNode> skus = new ArrayList<>();
    for (VmSize size : sizes.all()) {
      for (String location : wanted) {
        skus.add(sku(size, location));
      }
    }
    return Paging.whole(skus);
  }

  private static List<String> location(String filter) {
    Matcher matcher = FILTER.matcher(filter);
    if (!matcher.matches()) {
      throw ComputeErrors.invalid("$filter", "Only \"location eq '…'\" is supported.");
    }
    return List.of(matcher.group(1));
  }

  private static ObjectNode sku(VmSize size, String location) {
    return Json.object(
        "resourceType", "virtualMachines",
        "name", size.name(),
        "tier", "Standard",
        "size", size.name().replaceFirst("^Standard_", ""),
        "family", size.family(),
        "locations", List.of(location),
        "locationInfo", List.of(Json.object("location", location, "zones", List.of())),
        "capabilities", size.capabilitiesJson(),
        "restrictions", size.offeredIn(location) ? List.of() : List.of(restriction(location)));
  }

  private static ObjectNode restriction(String location) {
    return Json.object(
        "type",
        "Location",
        "values",
        List.of(location),
        "restrictionInfo",
        Json.object("locations", List.of(location)),
        "reasonCode",
        "NotAvailableForSubscription");
  }
}
