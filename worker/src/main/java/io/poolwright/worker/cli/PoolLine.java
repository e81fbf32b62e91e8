package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.inventory.Origins.Origin;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import java.util.List;

/** Pools as people and programs see them, one a line. */
final class PoolLine {
  private static final List<String> HEAD =
      List.of("POOL", "STATE", "NODES", "IMAGE", "", "FROM", "JOB");

  private static final JsonMapper JSON = ContractJson.newMapper();

  private PoolLine() {}

  static void show(List<Origin> pools, Screen screen) {
    Palette palette = screen.palette();
    new Table(screen).show(HEAD, pools.stream().map(pool -> row(pool, palette)).toList());
  }

  private static List<Table.Cell> row(Origin origin, Palette palette) {
    ListedPool pool = origin.pool();
    String account = pool.id().parent().orElseThrow().name();
    String state = state(pool.pool());
    return List.of(
        Table.Cell.of(account + "/" + pool.id().name()),
        new Table.Cell(state, state.equals("steady") ? palette::green : palette::yellow),
        Table.Cell.of(pool.pool().nodes() + " of " + pool.pool().targetNodes()),
        Table.Cell.of(pool.image().custom() ? "custom" : "marketplace"),
        Table.Cell.of(brief(pool.image())),
        Table.Cell.of(origin.source().map(PoolLine::text).orElse("")),
        Table.Cell.of(origin.job().map(JobId::value).orElse("")));
  }

  /** {@code gallery/definition/1.2.3} of a version's long id. */
  private static String brief(ListedPool.Image image) {
    return image
        .name()
        .replaceFirst("(?i)^/subscriptions/.*/galleries/", "")
        .replaceFirst("(?i)/images/", "/")
        .replaceFirst("(?i)/versions/", "/");
  }

  private static String text(ImageSource source) {
    if (source instanceof ImageSource.Vhd vhd) {
      return "VHD " + vhd.url();
    }
    if (source instanceof ImageSource.VirtualMachine machine) {
      return "VM " + machine.id().name();
    }
    return source instanceof ImageSource.ManagedImage image
        ? "managed image " + image.id().name()
        : "published by others";
  }

  private static String state(Pool pool) {
    if (pool.deleting()) {
      return "deleting";
    }
    if (!pool.steady()) {
      return "resizing";
    }
    return pool.errors().isEmpty() ? "steady" : "resizeFailed";
  }

  static String json(Origin origin) {
    ListedPool pool = origin.pool();
    ObjectNode node = JSON.createObjectNode();
    node.put("id", pool.id().toString());
    node.put("state", state(pool.pool()));
    node.put("vmSize", pool.vmSize());
    node.put("nodes", pool.pool().nodes());
    node.put("targetNodes", pool.pool().targetNodes());
    node.putObject("image").put("name", pool.image().name()).put("custom", pool.image().custom());
    origin.source().ifPresent(source -> node.set("origin", JSON.valueToTree(source)));
    origin.job().ifPresent(job -> node.put("jobId", job.value()));
    return node.toString();
  }
}
