package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.scu.Finder;
import dozo.admin.scu.QueryKeys;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dozo find}: what an AE has (C-FIND). */
@Command(name = "find", description = "Ask an AE what it has (C-FIND).")
final class FindCommand extends CommandBase {

    @Mixin
    private RemoteOptions remoteOptions;

    @Mixin
    private QueryOptions query;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most answers shown. Default: ${DEFAULT-VALUE}.")
    private int limit;

    /** The answers, for {@code --json}. */
    record Found(boolean complete, List<Map<String, String>> answers) {}

    @Override
    int execute() throws OperatingFailure {
        requireAtLeast("--limit", 1, limit);
        QueryKeys keys = query.keys();
        List<Integer> usual = usualKeys(query.effectiveLevel());
        Attributes identifier = keys.identifier(query.effectiveLevel().name(), usual);
        List<Attributes> answers = new ArrayList<>();
        boolean complete = Finder.find(remoteOptions.remote(config()), query.model(), identifier, answer -> {
            answers.add(answer);
            return answers.size() < limit;
        });
        Set<Integer> columns = new LinkedHashSet<>(usual);
        columns.addAll(keys.values().keySet());
        show(columns, answers, complete);
        return DONE;
    }

    private void show(Set<Integer> columns, List<Attributes> answers, boolean complete) {
        if (json()) {
            console()
                    .json(new Found(
                            complete,
                            answers.stream()
                                    .map(answer -> byKeyword(columns, answer))
                                    .toList()));
            return;
        }
        Table table = new Table();
        columns.forEach(tag -> table.text(QueryKeys.label(tag)));
        answers.forEach(answer ->
                table.row(columns.stream().map(tag -> text(answer, tag)).toArray()));
        console().table(table, "Nothing matches.");
        if (!complete) {
            console().message("There may be more: the answers were cut off. Narrow the query or raise --limit.");
        }
    }

    private static Map<String, String> byKeyword(Set<Integer> columns, Attributes answer) {
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach(tag -> row.put(QueryKeys.label(tag), text(answer, tag)));
        return row;
    }

    private static String text(Attributes answer, int tag) {
        return String.join("\\", answer.strings(tag));
    }

    /** What a person wants to see of each level. */
    private static List<Integer> usualKeys(Level level) {
        return switch (level) {
            case PATIENT -> List.of(Tag.PatientID, Tag.PatientName, Tag.PatientBirthDate, Tag.PatientSex);
            case STUDY ->
                List.of(
                        Tag.StudyDate,
                        Tag.PatientID,
                        Tag.PatientName,
                        Tag.ModalitiesInStudy,
                        Tag.NumberOfStudyRelatedInstances,
                        Tag.StudyInstanceUID);
            case SERIES ->
                List.of(Tag.Modality, Tag.SeriesNumber, Tag.NumberOfSeriesRelatedInstances, Tag.SeriesInstanceUID);
            case IMAGE -> List.of(Tag.InstanceNumber, Tag.SOPClassUID, Tag.SOPInstanceUID);
        };
    }
}
