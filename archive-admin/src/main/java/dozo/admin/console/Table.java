package dozo.admin.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: headings, a rule, left or right aligned columns two spaces apart, aligned for East Asian text too. Not
 * thread-safe.
 */
public final class Table {

    private static final int MAX_CELL_COLUMNS = 80;

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of text. */
    public Table text(String heading) {
        return column(heading, false);
    }

    /** Adds a column of numbers. */
    public Table number(String heading) {
        return column(heading, true);
    }

    private Table column(String heading, boolean right) {
        headings.add(heading);
        rightAligned.add(right);
        return this;
    }

    /** Adds a row; null cells are shown empty. @throws IllegalArgumentException when it has not one cell per column */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            String text = cell == null ? "" : DisplayWidth.printable(cell.toString());
            row.add(DisplayWidth.fit(text, MAX_CELL_COLUMNS));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines of the table, without trailing spaces. */
    public List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>(rows.size() + 2);
        lines.add(line(headings, widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(line(rule, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(headings.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - DisplayWidth.of(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(rightAligned.get(i) ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }
}
