package dozo.admin.bench;

import java.util.ArrayList;
import java.util.List;

/** A table as Markdown has it, its columns aligned for those who read it as text. Not thread-safe. */
final class MarkdownTable {

    private final List<String[]> rows = new ArrayList<>();

    MarkdownTable(List<String> titles) {
        rows.add(titles.toArray(String[]::new));
    }

    /** As many cells as there are titles. */
    MarkdownTable row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(cells);
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(out, rows.get(i), ' ');
            if (i == 0) {
                String[] rule = new String[rows.get(0).length];
                java.util.Arrays.fill(rule, "");
                line(out, rule, '-');
            }
        }
        return out.toString();
    }

    private void line(StringBuilder out, String[] cells, char fill) {
        for (int column = 0; column < cells.length; column++) {
            String padding = String.valueOf(fill).repeat(width(column) - cells[column].length());
            out.append("| ").append(cells[column]).append(padding).append(' ');
        }
        out.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
}
