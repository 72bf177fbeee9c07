// SPDX-License-Identifier: Apache-2.0

/** A double-buffered flush kernel: a background flush task behind a duplex channel. */
module dev.sluice {
  exports dev.sluice.kernel;
  exports dev.sluice.io;
  exports dev.sluice.sync;
}
