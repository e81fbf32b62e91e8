package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.ArmError;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ResourceId;
import java.util.List;
import java.util.Map;

/** Refusals as Microsoft.Compute words them: the {@code target} names the property. */
final class ComputeErrors {
  private ComputeErrors() {}

  static ArmException invalid(String target, String message) {
    return targeted(400, "InvalidParameter", target, message);
  }

  static ArmException badRequest(String message) {
    return ArmException.of(400, "BadRequest", message);
  }

  static ArmException unchangeable(String target) {
    return targeted(
        409,
        "PropertyChangeNotAllowed",
        target,
        "Changing property '" + target + "' is not allowed.");
  }

  static ArmException notAllowed(String message) {
    return ArmException.of(409, "OperationNotAllowed", message);
  }

  static ArmException conditionNotMet() {
    return ArmException.of(
        412, "PreconditionFailed", "The condition of the If-Match or If-None-Match header failed.");
  }

  static ArmException notFound(ResourceId id) {
    return ArmException.of(
        404,
        "ResourceNotFound",
        "The Resource '"
            + shortName(id)
            + "' under resource group '"
            + id.after("resourceGroups").orElse("")
            + "' was not found.");
  }

  static ArmException parentNotFound(ResourceId parent) {
    return ArmException.of(
        404,
        "ParentResourceNotFound",
        "Can not perform requested operation on nested resource. Parent resource '"
            + parent.name()
            + "' not found.");
  }

  static ArmException locationRequired() {
    return ArmException.of(
        400, "LocationRequired", "The location property is required for this definition.");
  }

  private static String shortName(ResourceId id) {
    return id.text().replaceFirst("(?i).*/providers/", "");
  }

  private static ArmException targeted(int status, String code, String target, String message) {
    return new ArmException(new ArmError(status, code, message, target, List.of(), Map.of()));
  }
}
