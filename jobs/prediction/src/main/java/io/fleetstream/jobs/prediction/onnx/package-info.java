/** ONNX Runtime, one session for each version of a model and process. */
package io.fleetstream.jobs.prediction.onnx;
