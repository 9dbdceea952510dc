package dozo.core.dimse;

/** How far the sub-operations of a C-MOVE or C-GET are (PS3.7 sections 9.1.3 and 9.1.4). */
public record SubOperations(int remaining, int completed, int failed, int warning) {}
