/**
 * One HTTP server for everything on this machine that plays an Azure service, with a control
 * endpoint that shows what was asked and makes the next answers go wrong on purpose.
 *
 * <p>It speaks HTTP/1.1 itself because the JDK's server rewrites the case of header names, and the
 * Azure Blob SDK finds metadata only below the exact prefix {@code x-ms-meta-}.
 */
@NullMarked
package io.poolwright.localazure.http;

import org.jspecify.annotations.NullMarked;
