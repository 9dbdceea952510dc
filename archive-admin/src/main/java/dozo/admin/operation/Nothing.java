package dozo.admin.operation;

/** The request of an operation that needs to know nothing. */
public record Nothing() {}
