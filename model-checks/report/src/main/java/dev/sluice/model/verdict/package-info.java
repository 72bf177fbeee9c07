// SPDX-License-Identifier: Apache-2.0

/**
 * What ran, how far, and what fell short: reads the reports of one build, prints the table, and
 * says whether there is a shortfall. It reads JSON and XML alone, and draws nothing.
 */
package dev.sluice.model.verdict;
