/// Files in a store that speaks S3 (decision 0013).
@NullMarked
package cn.ruhu.server.s3;

import org.jspecify.annotations.NullMarked;
