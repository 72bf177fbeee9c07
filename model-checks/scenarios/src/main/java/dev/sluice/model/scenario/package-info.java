// SPDX-License-Identifier: Apache-2.0
/**
 * The programs that are explored, on the real classes. Each is small, and is for one race. It
 * asserts by id what must hold in every schedule, and has an exact set of outcomes.
 */
package dev.sluice.model.scenario;
