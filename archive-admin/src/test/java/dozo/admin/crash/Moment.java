package dozo.admin.crash;

/** When, relative to one operation of the server, its process is killed. */
enum Moment {
    /** The operation is not done. */
    BEFORE,
    /** Of what is to be written, half is. For other operations the same as {@link #BEFORE}. */
    HALF,
    /** The operation is done, and nobody learns of it. */
    AFTER
}
