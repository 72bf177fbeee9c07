// SPDX-License-Identifier: Apache-2.0

/**
 * The atlas: one page, without a network, of what the checks saw. {@link
 * dev.sluice.model.atlas.Atlas} makes it from the reports of one run, the sources, the specs and
 * the mutants. The page says what was not run.
 */
package dev.sluice.model.atlas;
