// SPDX-License-Identifier: Apache-2.0

/** The kernel on real input: a copy through it, and benchmarks. Start with {@code Main}. */
package dev.sluice.bench;
