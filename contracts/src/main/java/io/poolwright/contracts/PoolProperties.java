package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The checks on what ARM will get as the pool's properties: first those that are Poolwright's own,
 * then those of ARM's model. Nothing is changed on the way.
 */
final class PoolProperties {
  private static final Text VM_SIZE = new Text("a VM size such as \"Standard_D2s_v5\"", false);
  private static final Text NODE_AGENT =
      new Text("a node agent such as \"batch.node.ubuntu 22.04\"", false);
  private static final Text METADATA_NAME = new Text("a string that is not empty", false);
  private static final Text METADATA_VALUE = new Text("a string", true);

  private PoolProperties() {}

  static void check(Fields properties, PoolModelCheck model) {
    properties.text("vmSize", VM_SIZE);
    properties.child("scaleSettings").ifPresent(PoolProperties::scale);
    properties.child("deploymentConfiguration").ifPresent(PoolProperties::deployment);
    metadata(properties);
    properties.refuseOtherCase();
    model.check(properties);
  }

  private static void scale(Fields scale) {
    boolean isFixed = scale.value("fixedScale") != null;
    boolean isAutomatic = scale.value("autoScale") != null;
    if (isFixed == isAutomatic) {
      scale
          .place()
          .refuse(
              isFixed ? "both scales are given" : "no scale is given",
              "give either \"fixedScale\" or \"autoScale\"");
    }
    scale.childIfAny("autoScale");
    scale.childIfAny("fixedScale").ifPresent(PoolProperties::fixedScale);
    scale.refuseOtherCase();
  }

  private static void fixedScale(Fields fixed) {
    for (String name : new String[] {"targetDedicatedNodes", "targetLowPriorityNodes"}) {
      JsonNode nodes = fixed.value(name);
      if (nodes != null && !(nodes.isInt() && nodes.intValue() >= 0)) {
        fixed
            .at(name)
            .refuse(
                "it is no number of nodes",
                "make it a whole number from 0 to " + Integer.MAX_VALUE);
      }
    }
    fixed.refuseOtherCase();
  }

  private static void deployment(Fields deployment) {
    deployment.child("virtualMachineConfiguration").ifPresent(PoolProperties::machine);
    deployment.refuseOtherCase();
  }

  private static void machine(Fields machine) {
    machine.text("nodeAgentSkuId", NODE_AGENT);
    if (machine.value("imageReference") != null) {
      machine
          .at("imageReference")
          .refuse("the image reference is Poolwright's to set", "leave it out");
    }
    machine.refuseOtherCase();
  }

  private static void metadata(Fields properties) {
    JsonNode metadata = properties.value("metadata");
    if (metadata == null) {
      return;
    }
    Place at = properties.at("metadata");
    if (!(metadata instanceof ArrayNode entries)) {
      at.refuse("it is " + JsonReader.kind(metadata), "make it an array of names and values");
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof ObjectNode entry) {
        metadataEntry(new Fields(entry, at.element(i)));
      } else {
        at.element(i)
            .refuse(
                "it is " + JsonReader.kind(entries.get(i)),
                "make it an object with \"name\" and \"value\"");
      }
    }
  }

  private static void metadataEntry(Fields entry) {
    String name = entry.text("name", METADATA_NAME);
    entry.text("value", METADATA_VALUE);
    if (PoolRequest.JOB_MARKER.equalsIgnoreCase(name)) {
      entry.at("name").refuse("this name is Poolwright's own", "use another name");
    }
    entry.refuseOtherCase();
  }
}
