// A DICOM client and destination of another making, dcmjs-dimse, for the tests of archive-admin.
//
//   node dcmjs.js echo  PORT CALLING CALLED
//   node dcmjs.js store PORT CALLING CALLED FILE...
//   node dcmjs.js find  PORT CALLING CALLED LEVEL KEYWORD=VALUE...
//   node dcmjs.js get   PORT CALLING CALLED STUDY DIRECTORY
//   node dcmjs.js move  PORT CALLING CALLED STUDY DESTINATION
//   node dcmjs.js serve PORT DIRECTORY
//
// Prints one JSON object for each response; exits with 1 when the network fails. What it receives it writes as Part 10 files.
'use strict';

const path = require('path');
const { Client, Server, Scp, constants, requests, responses } = require('dcmjs-dimse');
const { PresentationContextResult, Status, TransferSyntax } = constants;
const UNCOMPRESSED = [TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian];

function print(response) {
  const counts = response.getCompleted
    ? { completed: response.getCompleted(), failed: response.getFailures(), warnings: response.getWarnings() }
    : {};
  const dataset = response.hasDataset() ? response.getDataset().getElements() : null;
  console.log(JSON.stringify({ status: response.getStatus(), ...counts, dataset }));
}

function keep(request, directory) {
  const uid = request.getAffectedSopInstanceUid();
  request.getDataset().toFile(path.join(directory, `${uid}.dcm`));
  const response = responses.CStoreResponse.fromRequest(request);
  response.setStatus(Status.Success);
  return response;
}

function find(level, keys) {
  const elements = Object.fromEntries(keys.map((key) => [key.split('=')[0], key.slice(key.indexOf('=') + 1)]));
  return level === 'STUDY'
    ? requests.CFindRequest.createStudyFindRequest(elements)
    : requests.CFindRequest.createSeriesFindRequest(elements);
}

function requested(command, [first, second, ...rest]) {
  switch (command) {
    case 'echo':
      return [new requests.CEchoRequest()];
    case 'store':
      return [first, second, ...rest].filter(Boolean).map((file) => new requests.CStoreRequest(file));
    case 'find':
      return [find(first, [second, ...rest])];
    case 'get':
      return [requests.CGetRequest.createStudyGetRequest(first)];
    case 'move':
      return [requests.CMoveRequest.createStudyMoveRequest(second, first)];
    default:
      throw new Error(`no such command: ${command}`);
  }
}

function call(command, [port, calling, called, ...rest]) {
  const client = new Client();
  client.on('networkError', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  client.on('cStoreRequest', (request, callback) => callback(keep(request, rest[1])));
  for (const request of requested(command, rest)) {
    request.on('response', print);
    client.addRequest(request);
  }
  client.send('127.0.0.1', Number(port), calling, called);
}

function serve([port, directory]) {
  class Destination extends Scp {
    associationRequested(association) {
      for (const { id } of association.getPresentationContexts()) {
        const context = association.getPresentationContext(id);
        const syntax = UNCOMPRESSED.find((uid) => context.getTransferSyntaxUids().includes(uid));
        if (syntax) {
          context.setResult(PresentationContextResult.Accept, syntax);
        } else {
          context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
        }
      }
      this.sendAssociationAccept();
    }

    cStoreRequest(request, callback) {
      callback(keep(request, directory));
    }

    associationReleaseRequested() {
      this.sendAssociationReleaseResponse();
    }
  }
  new Server(Destination).listen(Number(port));
  console.log('{"listening": true}');
}

const [command, ...words] = process.argv.slice(2);
if (command === 'serve') {
  serve(words);
} else {
  call(command, words);
}
