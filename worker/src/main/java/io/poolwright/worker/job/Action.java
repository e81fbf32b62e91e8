package io.poolwright.worker.job;

/** What a job can do to the world. Each may be done twice without harm. */
public enum Action {
  CLAIM_IMAGE,
  BEGIN_COPY,
  COPY_SLICE,
  RESTART_COPY,
  DEALLOCATE_MACHINE,
  GENERALIZE_MACHINE,
  CREATE_DEFINITION,
  PUBLISH_VERSION,
  REPLICATE_VERSION,
  CREATE_POOL,
  RETRY_RESIZE,
  DELETE_LEFTOVERS,
  RELEASE_IMAGE,
  KEEP_IMAGE
}
