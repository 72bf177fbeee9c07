// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.collectors.TestResultCollector;
import org.openjdk.jcstress.util.Environment;

/** The file of results, in JCStress's own format. */
final class Results {
  static final String FILE = "results.bin.gz";

  private Results() {}

  /** Returns all results in the file; none if the run did not write it. */
  static Collection<TestResult> read(Path directory) throws IOException {
    InProcessCollector collector = new InProcessCollector();
    Path file = directory.resolve(FILE);
    if (Files.exists(file) && Files.size(file) > 0) {
      DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
      try {
        reader.dump();
      } catch (ClassNotFoundException e) {
        throw new IOException("results of another version of the harness: " + file, e);
      } finally {
        reader.close();
      }
    }
    return collector.getTestResults();
  }

  /**
   * Writes each result to the disk at once, which JCStress's own writer does not. So the results
   * before a kill of the run are kept.
   */
  static final class Writer implements TestResultCollector, AutoCloseable {
    private final ObjectOutputStream out;

    Writer(Path directory) throws IOException {
      out =
          new ObjectOutputStream(
              new GZIPOutputStream(Files.newOutputStream(directory.resolve(FILE)), true));
      out.flush();
    }

    @Override
    public synchronized void add(TestResult result) {
      result.setEnv(Environment.getInstance());
      try {
        out.writeObject(result);
        out.reset();
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void close() throws IOException {
      out.close();
    }
  }
}
