/** What identity does by the clock. */
@NullMarked
package io.steward.server.identity.work;

import org.jspecify.annotations.NullMarked;
