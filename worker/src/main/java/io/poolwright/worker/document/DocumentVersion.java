package io.poolwright.worker.document;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Timeline;
import java.util.stream.Stream;

/**
 * Which version of worker can read a document, so that older ones leave it to newer ones. A
 * document that says nothing new is still of the first version.
 */
final class DocumentVersion {
  static final int FIRST = 1;

  /**
   * With warnings, vaults, fallbacks, VHDs in place, copies that stay, definitions, second starts.
   */
  static final int NEWEST = 2;

  private DocumentVersion() {}

  static int of(Job job) {
    return hasWarnings(job) || asksForMore(job.request()) || isNew(job.state()) ? NEWEST : FIRST;
  }

  private static boolean hasWarnings(Job job) {
    Stream<EventData> told =
        Stream.concat(
            job.outbox().unpublished().stream().map(JobEvent::data),
            job.timeline().entries().stream().map(Timeline.Entry::data));
    return told.anyMatch(EventData.Warned.class::isInstance);
  }

  private static boolean asksForMore(ProvisionRequest request) {
    boolean inVault =
        request.image().source() instanceof ImageSource.Vhd vhd && vhd.sasSecretId() != null;
    return inVault
        || request.image().keepStagedVhd()
        || request.image().createDefinition()
        || !request.pool().fallbacks().isEmpty();
  }

  private static boolean isNew(JobState state) {
    return state.plan() instanceof ImagePlan.OfVhdInPlace
        || (state instanceof JobState.RollingBack back && !back.isEnding());
  }
}
