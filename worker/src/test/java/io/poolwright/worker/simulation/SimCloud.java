package io.poolwright.worker.simulation;

/** Azure, as far as the steps see it. */
record SimCloud(
    SimPools pools,
    SimImages images,
    SimDefinitions definitions,
    SimMachines machines,
    SimBlobs blobs) {
  static SimCloud of(Surroundings around) {
    return new SimCloud(
        new SimPools(around),
        new SimImages(around),
        new SimDefinitions(around),
        new SimMachines(around),
        new SimBlobs(around));
  }
}
