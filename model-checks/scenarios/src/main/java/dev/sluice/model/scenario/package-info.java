// SPDX-License-Identifier: Apache-2.0
/**
 * The programs that are explored, on the real classes: small, each for one race, with what must
 * hold in every schedule asserted by its id, and the exact set of their outcomes.
 */
package dev.sluice.model.scenario;
