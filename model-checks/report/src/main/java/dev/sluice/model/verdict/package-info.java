// SPDX-License-Identifier: Apache-2.0

/**
 * The verdict on a build: what ran, how far, and what fell short. This package reads the reports of
 * one build, prints the table, and says whether there is a shortfall. It reads only JSON and XML,
 * and draws nothing.
 */
package dev.sluice.model.verdict;
