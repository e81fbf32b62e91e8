package io.poolwright.localazure.arm;

/** Bodies that the tests send. */
final class Bodies {
  static final String VERSION = Arm.GEN2 + "/versions/1.0.0";

  private Bodies() {}

  static String pool(int nodes) {
    return pool("Standard_D2s_v3", VERSION, nodes, "");
  }

  static String pool(String size, String image, int nodes, String more) {
    return """
        {"properties": {
          "vmSize": "%s",
          "deploymentConfiguration": {"virtualMachineConfiguration": {
            "imageReference": {"id": "%s"},
            "nodeAgentSkuId": "batch.node.ubuntu 22.04"}},
          "scaleSettings": {"fixedScale": {"targetDedicatedNodes": %d, "resizeTimeout": "PT15M"}}
          %s}}
        """
        .formatted(size, image, nodes, more);
  }

  static String versionFromVhd(String uri, String... regions) {
    return """
        {"location": "westeurope", "properties": {
          "storageProfile": {"osDiskImage": {"source": {
            "uri": "%s",
            "storageAccountId": "%s/providers/Microsoft.Storage/storageAccounts/poolwrightlocal"}}}
          %s}}
        """
        .formatted(uri, Arm.GROUP, publishing(regions));
  }

  static String versionFrom(String property, String id, String... regions) {
    return """
        {"location": "westeurope", "properties": {
          "storageProfile": {"source": {"%s": "%s"}} %s}}
        """
        .formatted(property, id, publishing(regions));
  }

  static String publishing(String... regions) {
    if (regions.length == 0) {
      return "";
    }
    StringBuilder targets = new StringBuilder();
    for (String region : regions) {
      targets.append(targets.isEmpty() ? "" : ",").append("{\"name\": \"" + region + "\"}");
    }
    return ", \"publishingProfile\": {\"targetRegions\": [" + targets + "]}";
  }
}
