package io.poolwright.localazure.arm.batch;

import io.poolwright.localazure.arm.core.ArmError;
import io.poolwright.localazure.arm.core.ArmException;
import java.util.List;
import java.util.Map;

/**
 * Refusals as Batch words them. What exactly was wrong stands in {@code details}, as PropertyName,
 * PropertyPath and Reason: that is how recorded answers of the service look.
 */
final class BatchErrors {
  private BatchErrors() {}

  static ArmException invalidBody(String path, String reason) {
    return detailed(
        "InvalidRequestBody",
        "The specified Request Body is not syntactically valid.",
        List.of(new ArmError.Detail("Reason", reason), new ArmError.Detail("PropertyPath", path)));
  }

  static ArmException invalidValue(String path, String reason) {
    return detailed(
        "InvalidPropertyValue",
        "The value provided for one of the properties in the request body is invalid.",
        property(path, reason));
  }

  static ArmException missing(String path) {
    return detailed(
        "MissingRequiredProperty",
        "A required property was not specified in the request body.",
        property(path, "The property is required."));
  }

  static ArmException badFormula(String reason) {
    return detailed(
        "AutoScalingFormulaSyntaxError",
        "The specified auto-scaling formula has a syntax error.",
        property("properties.scaleSettings.autoScale.formula", reason));
  }

  static ArmException cannotBeUpdated(String path) {
    return new ArmException(
        new ArmError(
            409,
            "PropertyCannotBeUpdated",
            "The property cannot be updated.",
            "BatchAccount",
            property(path, "It can be set only when the pool is created."),
            Map.of()));
  }

  static ArmException nodeAgentNotFound(String nodeAgent, List<String> known) {
    return detailed(
        404,
        "NodeAgentSKUNotFound",
        "The specified Node Agent SKU does not exist.",
        property(
            "properties.deploymentConfiguration.virtualMachineConfiguration.nodeAgentSkuId",
            "'" + nodeAgent + "' is not one of " + known + "."));
  }

  static ArmException conflict(String code, String message) {
    return detailed(409, code, message, List.of());
  }

  static ArmException conditionNotMet() {
    return detailed(
        412,
        "ConditionNotMet",
        "The condition specified in the conditional header(s) was not met for a write operation.",
        List.of());
  }

  static ArmException poolNotFound(String pool) {
    return detailed(
        404, "PoolNotFound", "The specified pool does not exist: '" + pool + "'.", List.of());
  }

  private static List<ArmError.Detail> property(String path, String reason) {
    return List.of(
        new ArmError.Detail("PropertyName", path.substring(path.lastIndexOf('.') + 1)),
        new ArmError.Detail("PropertyPath", path),
        new ArmError.Detail("Reason", reason));
  }

  private static ArmException detailed(String code, String message, List<ArmError.Detail> details) {
    return detailed(400, code, message, details);
  }

  private static ArmException detailed(
      int status, String code, String message, List<ArmError.Detail> details) {
    return new ArmException(new ArmError(status, code, message, "BatchAccount", details, Map.of()));
  }
}
