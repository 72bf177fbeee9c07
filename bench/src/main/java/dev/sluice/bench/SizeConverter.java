// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes. 64k is 64 KiB, and 1m is 1 MiB. */
final class SizeConverter implements ITypeConverter<Integer> {

  private static final int MOST = 1 << 30;

  @Override
  public Integer convert(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int unit = lower.endsWith("k") ? 1 << 10 : lower.endsWith("m") ? 1 << 20 : 1;
    String digits = unit == 1 ? lower : lower.substring(0, lower.length() - 1);
    if (!digits.matches("[0-9]{1,10}")) {
      throw new TypeConversionException("'" + text + "' is not a number of bytes");
    }
    long bytes = Long.parseLong(digits) * unit;
    if (bytes < 1 || bytes > MOST) {
      throw new TypeConversionException("'" + text + "' is not between 1 and 1024m");
    }
    return (int) bytes;
  }
}
