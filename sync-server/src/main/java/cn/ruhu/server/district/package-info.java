/// What the district itself enters: the dated standards its cases are judged by, and the key of its
/// pages.
@NullMarked
package cn.ruhu.server.district;

import org.jspecify.annotations.NullMarked;
