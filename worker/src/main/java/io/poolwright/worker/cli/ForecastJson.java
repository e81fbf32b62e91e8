package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.ImagePlan;
import java.time.Duration;

/** A forecast as one line of JSON. */
final class ForecastJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ForecastJson() {}

  static String line(ProvisionRequest request, Forecast forecast, PastJobs past) {
    ObjectNode node = JSON.createObjectNode();
    node.put("jobId", request.jobId().value());
    node.put("fits", forecast instanceof Forecast.Fits);
    node.set("warnings", JSON.valueToTree(forecast.warnings()));
    if (forecast instanceof Forecast.Refused refused) {
      node.set("problems", JSON.valueToTree(refused.problems()));
    } else if (forecast instanceof Forecast.Fits fits) {
      add(node, request, fits);
      add(node.putObject("estimatedSeconds"), Estimate.of(fits, past));
    }
    return node.toString();
  }

  /** {@code exists} says what is used as it is; what does not exist would be created. */
  private static void add(ObjectNode node, ProvisionRequest request, Forecast.Fits fits) {
    if (fits.plan() instanceof ImagePlan.OfVhd vhd) {
      node.putObject("stagedVhd")
          .put("url", vhd.staged().url().toString())
          .put("exists", fits.staged())
          .put("needed", !fits.published())
          .put("stays", request.image().keepStagedVhd());
      node.put("bytesOfVhd", vhd.length());
    }
    node.putObject("imageVersion")
        .put("id", fits.plan().reference().toString())
        .put("exists", fits.published());
    node.putObject("pool").put("id", request.pool().id().toString()).put("exists", fits.pool());
    node.put("bytesToCopy", fits.left().missing());
  }

  private static void add(ObjectNode node, Estimate estimate) {
    estimate.copy().ifPresent(time -> node.put("copyAtLeast", seconds(time)));
    estimate.publication().ifPresent(past -> node.put("imageVersion", seconds(past.time())));
    estimate.pool().ifPresent(past -> node.put("pool", seconds(past.time())));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
