/** Small models of wear, trained from a generator and written as ONNX; nothing of the job. */
package io.fleetstream.jobs.prediction.training;
