/** The database itself: its two vendors, connections, schemas, the writer's role and the fence of INV-3. */
package dozo.storage.index.database;
