package dozo.admin.bench;

import java.io.IOException;

/** One thing that archives are compared in. */
interface Subject {

    /** Name for the command line. */
    String name();

    /** Measures in all rounds. @throws IOException when a peer fails at it, for then there is nothing to compare */
    void run(Settings settings, Results results) throws IOException, InterruptedException;

    /** What was measured, as Markdown. */
    String report(Results results);
}
