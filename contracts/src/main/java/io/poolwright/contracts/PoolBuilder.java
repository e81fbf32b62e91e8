package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * Puts a pool's ARM properties together: the usual ones by name, any other with {@link #set} or, if
 * they are at hand as JSON, all at once with {@link #properties}.
 */
public final class PoolBuilder {
  private static final JsonMapper JSON = ContractJson.newMapper();
  private static final String FIXED_SCALE = "/scaleSettings/fixedScale";

  private final ObjectNode pool;
  private final ObjectNode properties;

  PoolBuilder(ObjectNode pool) {
    this.pool = pool;
    this.properties = pool.putObject("properties");
  }

  /** In which version of ARM's API the properties are meant, {@code yyyy-MM-dd}. */
  public PoolBuilder apiVersion(String apiVersion) {
    pool.put("apiVersion", apiVersion);
    return this;
  }

  /**
   * What to ask for when there are no nodes to be had; may be called more than once.
   *
   * @param fallback the next one
   */
  public PoolBuilder orElse(PoolFallback fallback) {
    pool.withArray("/fallbacks").add(JSON.valueToTree(fallback));
    return this;
  }

  /** The size of a node, such as {@code Standard_D2s_v5}. */
  public PoolBuilder vmSize(String vmSize) {
    properties.put("vmSize", vmSize);
    return this;
  }

  /** The node agent that suits the image, such as {@code batch.node.ubuntu 22.04}. */
  public PoolBuilder nodeAgent(String nodeAgentSkuId) {
    return set(
        "/deploymentConfiguration/virtualMachineConfiguration/nodeAgentSkuId", nodeAgentSkuId);
  }

  /** A fixed number of dedicated nodes. */
  public PoolBuilder dedicatedNodes(int nodes) {
    return set(FIXED_SCALE + "/targetDedicatedNodes", nodes);
  }

  /** A fixed number of Spot or low-priority nodes, beside the dedicated ones. */
  public PoolBuilder lowPriorityNodes(int nodes) {
    return set(FIXED_SCALE + "/targetLowPriorityNodes", nodes);
  }

  /** How long Batch may take to bring the nodes up; Azure asks for at least five minutes. */
  public PoolBuilder resizeTimeout(Duration timeout) {
    return set(FIXED_SCALE + "/resizeTimeout", timeout);
  }

  /** A formula that Batch evaluates, in place of fixed numbers. */
  public PoolBuilder autoScale(String formula) {
    return set("/scaleSettings/autoScale/formula", formula);
  }

  /** One more entry of the pool's metadata. */
  public PoolBuilder metadata(String name, String value) {
    properties.withArray("/metadata").addObject().put("name", name).put("value", value);
    return this;
  }

  /**
   * Any property.
   *
   * @param pointer where, as a JSON pointer below the properties: {@code /startTask/commandLine}
   * @param value a text, number, boolean, or anything that Jackson can write
   */
  public PoolBuilder set(String pointer, Object value) {
    JsonPointer at = JsonPointer.compile(pointer);
    properties.withObject(at.head()).set(at.last().getMatchingProperty(), JSON.valueToTree(value));
    return this;
  }

  /** Takes over all properties of this object, as ARM has them. */
  public PoolBuilder properties(ObjectNode others) {
    properties.setAll(others.deepCopy());
    return this;
  }
}
