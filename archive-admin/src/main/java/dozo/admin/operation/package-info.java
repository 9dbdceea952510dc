/** What an administrator can have done, one class each: the request and answer it takes and gives, and the work. */
package dozo.admin.operation;
