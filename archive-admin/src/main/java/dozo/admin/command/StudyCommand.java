package dozo.admin.command;

import dozo.admin.console.Table;
import dozo.admin.control.Operation;
import dozo.admin.operation.StudyList;
import dozo.admin.operation.StudyList.Filter;
import dozo.admin.operation.StudyList.Studies;
import dozo.admin.operation.StudyShow;
import dozo.admin.operation.StudyShow.Study;
import dozo.admin.operation.StudyShow.VersionRow;
import dozo.admin.operation.StudyShow.Which;
import dozo.admin.operation.Workplace;
import dozo.core.dictionary.UidDictionary;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dozo study}: what is stored. */
@Command(
        name = "study",
        description = "What is stored: studies, their instances, versions and copies.",
        subcommands = {StudyCommand.ListThem.class, StudyCommand.Show.class})
final class StudyCommand extends CommandGroup {

    /** {@code dozo study list}. */
    @Command(name = "list", description = "List studies.")
    static final class ListThem extends OperationCommand<Filter, Studies> {

        @Option(names = "--patient", paramLabel = "ID", defaultValue = "", description = "Patient ID, with * and ?.")
        private String patient;

        @Option(names = "--name", paramLabel = "NAME", defaultValue = "", description = "Patient's name, with * and ?.")
        private String name;

        @Option(
                names = "--from",
                paramLabel = "DATE",
                defaultValue = "",
                description = "First study date, such as 2026-11-22.")
        private String from;

        @Option(names = "--until", paramLabel = "DATE", defaultValue = "", description = "Last study date.")
        private String until;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "Most studies shown. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Override
        Operation<Workplace, Filter, Studies> operation() {
            return new StudyList();
        }

        @Override
        Filter request() throws OperatingFailure {
            requireAtLeast("--limit", 1, limit);
            return new Filter(patient, name, from, until, limit);
        }

        @Override
        void show(Studies answer) {
            Table table = new Table()
                    .text("Date")
                    .text("Patient ID")
                    .text("Name")
                    .text("Modalities")
                    .number("Series")
                    .number("Instances")
                    .text("Study Instance UID");
            answer.studies()
                    .forEach(study -> table.row(
                            study.studyDate(),
                            study.patientId(),
                            study.patientName(),
                            study.modalities(),
                            study.series(),
                            study.instances(),
                            study.studyInstanceUid()));
            console().table(table, "No study matches.");
            if (!answer.complete()) {
                console().message("There are more; narrow the list or raise --limit.");
            }
        }
    }

    /** {@code dozo study show}. */
    @Command(name = "show", description = "Show every stored version of a study's instances, and its copies.")
    static final class Show extends OperationCommand<Which, Study> {

        @Parameters(paramLabel = "UID", description = "Study Instance UID.")
        private String uid;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Most versions shown. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Override
        Operation<Workplace, Which, Study> operation() {
            return new StudyShow();
        }

        @Override
        Which request() throws OperatingFailure {
            requireAtLeast("--limit", 1, limit);
            return new Which(uid, limit);
        }

        @Override
        void show(Study study) {
            Table table = new Table()
                    .text("SOP Instance UID")
                    .text("SOP class")
                    .number("Version")
                    .number("Size")
                    .text("Received")
                    .text("From")
                    .text("Copies");
            study.instances().forEach(row -> add(table, row));
            console().table(table, "Nothing is stored of it.");
            if (study.versions() > study.instances().size()) {
                console().message((study.versions() - study.instances().size()) + " more; raise --limit.");
            }
        }

        private static void add(Table table, VersionRow row) {
            table.row(
                    row.sopInstanceUid(),
                    UidDictionary.nameOf(new Uid(row.sopClassUid())),
                    row.version() + (row.current() ? "" : " (superseded)"),
                    ByteSize.ofBytes(row.bytes()),
                    row.receivedAt(),
                    row.from(),
                    String.join(" ", row.copies()));
        }
    }
}
