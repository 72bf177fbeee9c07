// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A Markdown file of the project, and the parts of it that can be checked. */
final class Document {

  /**
   * A block of code between fences.
   *
   * @param info the text behind the first fence
   * @param firstLine the first line of the code, counted from 0
   * @param lastLine the line behind the code, which is the closing fence
   */
  record Block(String info, String text, int firstLine, int lastLine) {}

  /** A link, and the line where it stands. */
  record Target(String to, int line) {}

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  final Path file;
  final List<Block> blocks = new ArrayList<>();
  final List<Target> links = new ArrayList<>();
  final List<String> code = new ArrayList<>();
  final List<String> headings = new ArrayList<>();
  final Set<String> anchors = new HashSet<>();

  /** All text except code and the targets of links. */
  final StringBuilder prose = new StringBuilder();

  private Document(Path file) throws IOException {
    this.file = file;
    PARSER.parse(Files.readString(file)).accept(new Reader());
  }

  static Document read(Path file) throws IOException {
    return new Document(file);
  }

  /** Returns all documents that are for readers. */
  static List<Document> all() throws IOException {
    List<Document> all = new ArrayList<>();
    for (Path folder : List.of(Sources.ROOT, Sources.ROOT.resolve("docs"))) {
      try (Stream<Path> files = Files.walk(folder, folder.equals(Sources.ROOT) ? 1 : 9)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
          all.add(new Document(file));
        }
      }
    }
    for (Path module : Project.modules(Sources.ROOT)) {
      all.add(new Document(module.resolve("README.md")));
    }
    return all;
  }

  /** Returns the chapters of the course, in order. */
  static List<Document> chapters() throws IOException {
    return all().stream().filter(d -> d.name().matches("\\d\\d-.*")).toList();
  }

  String name() {
    return file.getFileName().toString();
  }

  @Override
  public String toString() {
    return Sources.ROOT.relativize(file).toString();
  }

  private final class Reader extends AbstractVisitor {
    private final IdGenerator ids = IdGenerator.builder().build();

    @Override
    public void visit(FencedCodeBlock block) {
      int first = 1 + line(block);
      int last = first + (int) block.getLiteral().lines().count();
      blocks.add(new Block(block.getInfo(), block.getLiteral(), first, last));
    }

    @Override
    public void visit(Link link) {
      links.add(new Target(link.getDestination(), line(link)));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(new Target(image.getDestination(), line(image)));
    }

    @Override
    public void visit(Code span) {
      code.add(span.getLiteral());
    }

    @Override
    public void visit(Heading heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }
          });
      headings.add(text.toString());
      anchors.add(ids.generateId(text.toString()));
      visitChildren(heading);
      prose.append('\n');
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitChildren(paragraph);
      prose.append('\n');
    }

    @Override
    public void visit(Text text) {
      prose.append(text.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      prose.append('\n');
    }

    private int line(Node node) {
      return node.getSourceSpans().get(0).getLineIndex();
    }
  }
}
