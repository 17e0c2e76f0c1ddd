import { ourCertificates } from '../subjects/certificates.ts';
import { testFaults } from './testFaults.ts';

await testFaults('certificates', { 'src/certify': ourCertificates });
